/** What a password must be, told whole: rules, lists, known breaches, and the pages on which one is chosen. */
package io.github.keycloakporter.password;
