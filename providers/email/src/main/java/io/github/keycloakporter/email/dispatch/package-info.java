/** Takes mails out of the queue and hands them to the transports: leases, retries, failover, circuit breakers. */
package io.github.keycloakporter.email.dispatch;
