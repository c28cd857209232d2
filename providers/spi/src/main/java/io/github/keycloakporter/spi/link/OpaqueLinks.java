package io.github.keycloakporter.spi.link;

/** Marks an {@code EmailTemplateProvider} that writes opaque links instead of Keycloak's action tokens into emails. */
public interface OpaqueLinks {}
