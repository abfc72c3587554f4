import config from '../../../web-test-runner.config.js';

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default { ...config, files: 'test/components/views/pictures.ts', testsFinishTimeout: 1_200_000 };
