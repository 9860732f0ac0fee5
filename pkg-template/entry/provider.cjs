module.exports = require("./commonjs.cjs").provider;
