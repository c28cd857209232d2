package io.github.keycloakporter.redis.outage;

import io.github.keycloakporter.spi.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;

/** Answers for a store that is away, when nobody caught the exception. */
@Provider
public class StoreUnavailableMapper implements ExceptionMapper<StoreUnavailableException> {

    private static final Logger LOG = Logger.getLogger(StoreUnavailableMapper.class);

    @Inject
    KeycloakSession session;

    @Override
    public Response toResponse(StoreUnavailableException outage) {
        // a line without a stack: while Redis is away there are many, and the monitor has told why
        LOG.warn(outage.getMessage());
        LOG.debug("The store that is away", outage);
        session.getTransactionManager().setRollbackOnly();
        return OutageAnswer.to(session);
    }
}
