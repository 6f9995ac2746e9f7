/**
 * The official clients, in a module of their own, so that they load while the sign-in waits for the
 * network. Static imports, because one package is CommonJS, whose names a bundler's `import()` loses.
 */
export { AuthorizationManagementClient } from '@azure/arm-authorization';
export { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
export { ResourceGraphClient } from '@azure/arm-resourcegraph';
export { SubscriptionClient } from '@azure/arm-resources-subscriptions';
export { LogsQueryClient } from '@azure/monitor-query';
