/** Command-line tools for operators and pipelines, one subcommand each. */
package io.github.keycloakporter.tools;
