/** What administrators see of limits, and how they lift them: {@code /admin/realms/{realm}/porter-limits}. */
package io.github.keycloakporter.redis.limit.admin;
