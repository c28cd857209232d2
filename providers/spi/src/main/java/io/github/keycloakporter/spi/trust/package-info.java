/** Account trust: whether an account ever had a proven address, and which of its sign-in methods are therefore trusted. */
package io.github.keycloakporter.spi.trust;
