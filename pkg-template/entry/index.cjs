module.exports = require("./commonjs.cjs").index;
