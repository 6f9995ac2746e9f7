import type { Cloud } from '../core/arm/cloud.ts';
import type { Asked } from '../core/facts/diagnosis-facts.ts';
import type { Ledger } from './ledger.ts';
import type { Clients } from './pipeline/clients.ts';
import type { Chooser } from './request.ts';

/** What every read needs. */
export interface Reading {
  cloud: Cloud;
  clients: Clients;
  ledger: Ledger;
}

/** What every step of one investigation shares. */
export interface Session extends Reading {
  asked: Asked;
  /** Object id of who is signed in: what they may grant decides who can make a fix. */
  callerId: string;
  choose: Chooser | undefined;
}
