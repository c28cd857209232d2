/** Rules that find unsafe and incomplete configuration: at the start, on request, and in files before a server runs. */
package io.github.keycloakporter.spi.check;
