/** Reading and checking of server options: every error names its option and says the mend. */
package io.github.keycloakporter.spi.config;
