package io.github.keycloakporter.spi.link;

import java.util.Optional;

/**
 * What the store says of a link.
 *
 * @param link what it stands for; present exactly when the state is {@link LinkState#LIVE}
 */
public record LinkLookup(LinkState state, Optional<ActionLink> link) {

    public static LinkLookup live(ActionLink link) {
        return new LinkLookup(LinkState.LIVE, Optional.of(link));
    }

    public static LinkLookup dead(LinkState state) {
        return new LinkLookup(state, Optional.empty());
    }
}
