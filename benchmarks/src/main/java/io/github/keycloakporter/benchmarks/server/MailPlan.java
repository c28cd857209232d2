package io.github.keycloakporter.benchmarks.server;

/**
 * How much is measured.
 *
 * @param warmUp rounds of pages that are not counted
 * @param samples of each page, server and delay
 * @param drained mails of Porter's drain
 * @param stockDrained mails of stock's
 * @param queued length of the long queue, a multiple of ten
 * @param bulk mails of the bulk run
 * @param single mails outside of a run
 */
record MailPlan(int warmUp, int samples, int drained, int stockDrained, int queued, int bulk, int single) {

    /** About half an hour on two cores. */
    static final MailPlan FULL = new MailPlan(60, 40, 1_000, 50, 100_000, 100_000, 1_000);

    /** Five minutes with the starts: to see that it runs. */
    static final MailPlan QUICK = new MailPlan(8, 5, 320, 15, 5_000, 10_000, 200);
}
