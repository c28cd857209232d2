/**
 * Breaks what the alerting rules watch, and sees each alert arrive in Alertmanager and go again. {@code scripts/alerts-check.sh} runs it.
 */
package io.github.keycloakporter.it.alerts;
