module.exports = require("./commonjs.cjs").graphql;
