/** What a Temporal server keeps of a workflow, made by hand: which activities it asked for, and what they answered. */

const kinds = {
  workflowExecutionStarted: 1,
  workflowExecutionCompleted: 2,
  workflowTaskScheduled: 5,
  workflowTaskStarted: 6,
  workflowTaskCompleted: 7,
  activityTaskScheduled: 10,
  activityTaskStarted: 11,
  activityTaskCompleted: 12,
} as const;

const taskQueue = { name: 'orders', kind: 1 };
const runId = '00000000-0000-4000-8000-000000000000';

const payloads = (...values: readonly unknown[]) => ({
  payloads: values.map((value) => ({
    metadata: { encoding: Buffer.from('json/plain') },
    data: Buffer.from(JSON.stringify(value)),
  })),
});

export interface Life {
  readonly workflowType: string;
  readonly workflowId: string;
  readonly args: readonly unknown[];
  readonly activities: readonly (readonly [name: string, answer: unknown])[];
  readonly result?: unknown;
}

/** The history of a workflow that calls one activity after the other, and ends. */
export function historyOf({ workflowType, workflowId, args, activities, result = null }: Life) {
  const events: object[] = [];
  const add = (kind: keyof typeof kinds, attributes: object): number =>
    events.push({
      eventId: events.length + 1,
      eventTime: { seconds: 1_768_467_600 },
      eventType: kinds[kind],
      [`${kind}EventAttributes`]: attributes,
    });
  const workflowTask = (): number => {
    const scheduledEventId = add('workflowTaskScheduled', { taskQueue, attempt: 1 });
    const startedEventId = add('workflowTaskStarted', { scheduledEventId });
    return add('workflowTaskCompleted', { scheduledEventId, startedEventId });
  };

  add('workflowExecutionStarted', {
    workflowType: { name: workflowType },
    workflowId,
    taskQueue,
    input: payloads(...args),
    originalExecutionRunId: runId,
    firstExecutionRunId: runId,
    attempt: 1,
    workflowTaskTimeout: { seconds: 10 },
  });
  for (const [index, [name, answer]] of activities.entries()) {
    const scheduledEventId = add('activityTaskScheduled', {
      activityId: String(index + 1),
      activityType: { name },
      taskQueue,
      workflowTaskCompletedEventId: workflowTask(),
    });
    const startedEventId = add('activityTaskStarted', { scheduledEventId, attempt: 1 });
    const answered = payloads(answer);
    add('activityTaskCompleted', { scheduledEventId, startedEventId, result: answered });
  }
  const workflowTaskCompletedEventId = workflowTask();
  add('workflowExecutionCompleted', { workflowTaskCompletedEventId, result: payloads(result) });
  return { events };
}
