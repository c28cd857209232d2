package io.github.keycloakporter.spi.link;

class InMemoryActionLinksTest extends ActionLinkRaceContract {

    private final InMemoryActionLinks links = new InMemoryActionLinks();

    @Override
    protected ActionLinkProvider links() {
        return links;
    }

    @Override
    protected ActionLinkProvider linksOfAnotherNode() {
        return links;
    }
}
