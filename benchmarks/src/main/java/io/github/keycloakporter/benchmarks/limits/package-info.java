/** The rate limiter beside a bare call and two libraries that do the same. */
package io.github.keycloakporter.benchmarks.limits;
