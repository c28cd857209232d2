/**
 * A provider of the benchmarks' own: puts mails into Porter's outbox by the thousand. Packed into a jar at run time; nothing
 * outside of this package goes with it.
 */
package io.github.keycloakporter.benchmarks.queue;
