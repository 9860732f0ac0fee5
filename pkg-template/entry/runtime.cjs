module.exports = require("./commonjs.cjs").runtime;
