import * as lifecycle from 'cod-lifecycle';
import * as bullmq from 'cod-lifecycle/bullmq';
import * as calendar from 'cod-lifecycle/calendar';
import * as carrier from 'cod-lifecycle/carrier';
import * as core from 'cod-lifecycle/core';
import * as csv from 'cod-lifecycle/csv';
import * as diagrams from 'cod-lifecycle/diagrams';
import * as email from 'cod-lifecycle/email';
import * as express from 'cod-lifecycle/express';
import * as graphileWorker from 'cod-lifecycle/graphile-worker';
import * as http from 'cod-lifecycle/http';
import * as awsLambda from 'cod-lifecycle/lambda';
import * as memory from 'cod-lifecycle/memory';
import * as messages from 'cod-lifecycle/messages';
import * as opentelemetry from 'cod-lifecycle/opentelemetry';
import * as pgBoss from 'cod-lifecycle/pg-boss';
import * as postgres from 'cod-lifecycle/postgres';
import * as reports from 'cod-lifecycle/reports';
import * as shopify from 'cod-lifecycle/shopify';
import * as sms from 'cod-lifecycle/sms';
import * as sqlite from 'cod-lifecycle/sqlite';
import * as system from 'cod-lifecycle/system';
import * as testing from 'cod-lifecycle/testing';
import * as verify from 'cod-lifecycle/verify';
import * as woocommerce from 'cod-lifecycle/woocommerce';

export {
  bullmq,
  calendar,
  carrier,
  core,
  csv,
  diagrams,
  email,
  express,
  graphileWorker,
  lifecycle,
  http,
  awsLambda,
  memory,
  messages,
  opentelemetry,
  pgBoss,
  postgres,
  reports,
  shopify,
  sms,
  sqlite,
  system,
  testing,
  verify,
  woocommerce,
};
