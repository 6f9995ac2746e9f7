import type { TokenCredential } from '@azure/core-auth';
import {
  DeviceCodeCredential,
  InteractiveBrowserCredential,
  type DeviceCodeInfo,
} from '@azure/identity';
import type { Cloud } from '../../core/arm/cloud.ts';
import { authorityOptions } from './authority.ts';
import { withTokenCache } from './token-cache.ts';

export type InteractiveKind = 'interactive-browser' | 'device-code';

interface InteractiveOptions {
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string | undefined;
  /** Shows the code to type, and where. */
  onDeviceCode: (info: DeviceCodeInfo) => void;
}

/** A credential that asks a human, and only when it is told to. */
export interface InteractiveCredential {
  /** Answers while the sign-in lasts; before it and after it, it fails rather than ask. */
  credential: TokenCredential;
  /** Asks the human to sign in. Rejects where they do not. */
  signIn(signal?: AbortSignal): Promise<void>;
}

/** A sign-in in the browser. It lasts as long as the process: nothing is written to the disk. */
export function createInteractiveCredential(
  cloud: Cloud,
  kind: InteractiveKind,
  { ca, onDeviceCode }: InteractiveOptions,
): InteractiveCredential {
  const options = {
    ...authorityOptions(cloud, ca),
    ...(cloud.tenantId !== undefined && { tenantId: cloud.tenantId }),
    // Without it, a read in the background would open a browser by itself.
    disableAutomaticAuthentication: true,
  };
  const credential =
    kind === 'device-code'
      ? new DeviceCodeCredential({ ...options, userPromptCallback: onDeviceCode })
      : new InteractiveBrowserCredential(options);
  return {
    credential: withTokenCache(credential),
    async signIn(signal) {
      await credential.authenticate(`${cloud.arm.audience}/.default`, {
        ...(signal && { abortSignal: signal }),
      });
    },
  };
}
