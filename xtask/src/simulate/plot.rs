//! The results as a picture that reads on light and dark pages alike: both axes by powers of ten.

use super::{Cell, Row};
use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 440.0;
const LEFT: f64 = 80.0;
const TOP: f64 = 20.0;
const PLOT_WIDTH: f64 = 640.0;
const PLOT_HEIGHT: f64 = 240.0;
/// Powers of ten on the axes: instances from, to; mints from, to.
const X: (i32, i32) = (2, 6);
const Y: (i32, i32) = (0, 7);
const COLOURS: [&str; 7] = [
    "#b4552d", "#2a7f62", "#6aa84f", "#3565a8", "#5ca8c4", "#7a5aa8", "#a8873a",
];

pub(super) fn svg(results: &[(&Row, Vec<Cell>)]) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"Mints per rotation over the number of instances\">\n\
         <style>text{{font:12px system-ui,sans-serif;fill:#57606a}}@media(prefers-color-scheme:dark){{text{{fill:#adbac7}}}}</style>\n"
    );
    for power in X.0..=X.1 {
        let x = across(f64::from(power));
        line(&mut text, (x, TOP), (x, TOP + PLOT_HEIGHT));
        label(&mut text, (x, TOP + PLOT_HEIGHT + 18.0), "middle", &power_of_ten(power));
    }
    for power in Y.0..=Y.1 {
        let y = up(f64::from(power));
        line(&mut text, (LEFT, y), (LEFT + PLOT_WIDTH, y));
        label(&mut text, (LEFT - 8.0, y + 4.0), "end", &power_of_ten(power));
    }
    label(
        &mut text,
        (LEFT + PLOT_WIDTH / 2.0, TOP + PLOT_HEIGHT + 38.0),
        "middle",
        "instances",
    );
    label(
        &mut text,
        (LEFT + 8.0, TOP + 14.0),
        "start",
        "requests to make a token, per rotation",
    );
    let quota = up(150_f64.log10());
    let _ = writeln!(
        text,
        "<line x1=\"{LEFT}\" y1=\"{quota:.1}\" x2=\"{:.1}\" y2=\"{quota:.1}\" stroke=\"#8b949e\" stroke-dasharray=\"3 3\"/>",
        LEFT + PLOT_WIDTH
    );
    label(
        &mut text,
        (LEFT + PLOT_WIDTH - 4.0, quota - 5.0),
        "end",
        "quota of 30 s",
    );
    for (at, ((row, cells), colour)) in results.iter().zip(COLOURS).enumerate() {
        let points: Vec<String> = cells
            .iter()
            .map(|cell| {
                format!(
                    "{:.1},{:.1}",
                    across(f64::from(cell.size).log10()),
                    up(cell.mints.max(1.0).log10())
                )
            })
            .collect();
        let _ = writeln!(
            text,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.join(" ")
        );
        let index = f64::from(u32::try_from(at).unwrap_or_default());
        let y = TOP + PLOT_HEIGHT + 60.0 + index * 17.0;
        let _ = writeln!(
            text,
            "<rect x=\"{LEFT}\" y=\"{:.1}\" width=\"18\" height=\"4\" fill=\"{colour}\"/>",
            y - 6.0
        );
        label(&mut text, (LEFT + 26.0, y), "start", row.name);
    }
    text.push_str("</svg>\n");
    text
}

fn across(power: f64) -> f64 {
    LEFT + (power - f64::from(X.0)) / f64::from(X.1 - X.0) * PLOT_WIDTH
}

fn up(power: f64) -> f64 {
    TOP + PLOT_HEIGHT - (power - f64::from(Y.0)) / f64::from(Y.1 - Y.0) * PLOT_HEIGHT
}

fn line(text: &mut String, from: (f64, f64), to: (f64, f64)) {
    let _ = writeln!(
        text,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#8b949e\" stroke-opacity=\"0.3\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn label(text: &mut String, at: (f64, f64), anchor: &str, words: &str) {
    let _ = writeln!(
        text,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{words}</text>",
        at.0, at.1
    );
}

fn power_of_ten(power: i32) -> String {
    [
        "1",
        "10",
        "100",
        "1,000",
        "10,000",
        "100,000",
        "1,000,000",
        "10,000,000",
    ]
    .get(usize::try_from(power).unwrap_or_default())
    .map_or_else(String::new, |text| (*text).to_owned())
}
