//! Both operations without JavaScript: the crate decides, a closure sends.
//!
//! `cargo run --example native` answers from memory; give it an HTTP client of your own and the same code talks to the API.
//! The client must not follow redirects, and should keep to 5 seconds for a token and 10 for a B2B sign-in.

use std::{
    error::Error,
    time::{SystemTime, UNIX_EPOCH},
};

use bigcommerce_tokens::{
    b2b::{self, CreateServerToServerToken},
    http::{Request, Response},
    operation::{Account, Operation},
    storefront::{self, CreatePrivateToken},
    time::UnixMillis,
    types::{
        AccessToken, B2bTokenName, ChannelId, Channels, Email, Endpoint, ExpiresAt, Lifetime, Password, Scope, Scopes,
        StoreHash,
    },
};

/// Builds, sends and reads one operation.
fn call<O: Operation>(
    operation: &O,
    account: &Account<'_>,
    send: impl Fn(&Request) -> Result<Response, Box<dyn Error>>,
) -> Result<O::Output, Box<dyn Error>> {
    let request = operation.request(account);
    println!("{}: {} {}", O::ID, request.method.as_str(), request.url);
    let response = send(&request)?;
    Ok(operation.response(&request, &response)?)
}

/// Stands in for an HTTP client: what it must do is in its signature.
#[expect(clippy::unnecessary_wraps, reason = "a real client can fail")]
fn send(request: &Request) -> Result<Response, Box<dyn Error>> {
    let body = if request.url.ends_with("/auth/backend") {
        r#"{"code":200,"data":[{"name":"nightly sync","token":"synthetic-b2b-token"}],"meta":{"message":"SUCCESS"}}"#
    } else {
        r#"{"data":{"token":"synthetic-private-token"},"meta":{}}"#
    };
    Ok(Response {
        status: 200,
        location: None,
        body: body.as_bytes().to_vec().into(),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let store_hash = StoreHash::new("g5cd38")?;
    let access_token = AccessToken::new("synthetic0access0token")?;
    let now = UnixMillis(u64::try_from(
        SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis(),
    )?);

    let private_token = CreatePrivateToken {
        channels: Channels::One(ChannelId::new(1)?),
        expires_at: ExpiresAt::after(Lifetime::parse("6h")?, now)?,
        scopes: Scopes::new([Scope::Unauthenticated, Scope::Customer])?,
        name: None,
    };
    let endpoint = Endpoint::new(storefront::DEFAULT_ENDPOINT)?;
    let account = Account {
        endpoint: &endpoint,
        store_hash: &store_hash,
        access_token: Some(&access_token),
    };
    let issued = call(&private_token, &account, send)?;
    // Debug shows no token; expose() is the one way to it.
    println!("{issued:?}, {} characters", issued.token.secret().expose().len());

    let sign_in = CreateServerToServerToken {
        email: Email::new("owner@example.com")?,
        password: Password::new("synthetic-passphrase")?,
        name: B2bTokenName::new("nightly sync")?,
    };
    let endpoint = Endpoint::new(b2b::DEFAULT_ENDPOINT)?;
    let account = Account {
        endpoint: &endpoint,
        store_hash: &store_hash,
        access_token: None,
    };
    println!("{:?}", call(&sign_in, &account, send)?);
    Ok(())
}
