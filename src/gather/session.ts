import type { Cloud } from '../core/arm/cloud.ts';
import type { Asked } from '../core/facts/diagnosis-facts.ts';
import type { Ledger } from './ledger.ts';
import type { Clients } from './pipeline/clients.ts';
import type { Chooser } from './request.ts';

/** What every step of one investigation shares. */
export interface Session {
  asked: Asked;
  /** Object id of who is signed in: what they may grant decides who can make a fix. */
  callerId: string;
  cloud: Cloud;
  clients: Clients;
  ledger: Ledger;
  choose: Chooser | undefined;
}
