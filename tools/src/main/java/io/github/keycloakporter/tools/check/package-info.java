/** {@code scripts/check-config}: the rules that the server checks at its start, for a running server or for files. */
package io.github.keycloakporter.tools.check;
