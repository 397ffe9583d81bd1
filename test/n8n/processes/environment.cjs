/** Jest's environment in a worker that ends with jest. Otherwise it would finish its test, with n8n, for minutes. */
const { TestEnvironment } = require('jest-environment-node');

process.once('disconnect', () => process.exit(1));

module.exports = TestEnvironment;
