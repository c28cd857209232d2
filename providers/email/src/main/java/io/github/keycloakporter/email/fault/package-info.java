/**
 * Whose fault a refusal is, for every dialect: {@link io.github.keycloakporter.email.fault.FaultClassifier} reads the table
 * {@code fault-rules.tsv}, {@link io.github.keycloakporter.email.fault.FaultPolicy} says what follows.
 */
package io.github.keycloakporter.email.fault;
