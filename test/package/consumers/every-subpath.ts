import * as lifecycle from 'cod-lifecycle';
import * as core from 'cod-lifecycle/core';
import * as diagrams from 'cod-lifecycle/diagrams';
import * as memory from 'cod-lifecycle/memory';
import * as shopify from 'cod-lifecycle/shopify';
import * as testing from 'cod-lifecycle/testing';
import * as verify from 'cod-lifecycle/verify';
import * as woocommerce from 'cod-lifecycle/woocommerce';

export { core, diagrams, lifecycle, memory, shopify, testing, verify, woocommerce };
