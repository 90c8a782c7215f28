import * as lifecycle from 'cod-lifecycle';
import * as core from 'cod-lifecycle/core';
import * as diagrams from 'cod-lifecycle/diagrams';
import * as memory from 'cod-lifecycle/memory';
import * as postgres from 'cod-lifecycle/postgres';
import * as shopify from 'cod-lifecycle/shopify';
import * as sqlite from 'cod-lifecycle/sqlite';
import * as system from 'cod-lifecycle/system';
import * as testing from 'cod-lifecycle/testing';
import * as verify from 'cod-lifecycle/verify';
import * as woocommerce from 'cod-lifecycle/woocommerce';

export { core, diagrams, lifecycle, memory, postgres, shopify, sqlite, system, testing, verify, woocommerce };
