module.exports = require("./offline.cjs").inspect;
