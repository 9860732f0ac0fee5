module.exports = require("./offline.cjs").scopes;
