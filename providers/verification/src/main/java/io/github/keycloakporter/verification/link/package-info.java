/** What a mailed link opens: pages that change nothing until a person presses the button. */
package io.github.keycloakporter.verification.link;
