package io.spanline.services.kit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;

/**
 * Answers {@code GET /failures/{service}}, the failure that the caller asks for: the named service
 * answers 500, each service before it 502, and an unknown name is a 404, which is no error of the
 * server.
 */
public final class Failures implements Routes {

  private final ServiceContext context;
  private final Map<String, String> nextHops;

  /** Next hops: by the service that is to fail, the one that is called to get there. */
  public Failures(ServiceContext context, Map<String, String> nextHops) {
    this.context = context;
    this.nextHops = Map.copyOf(nextHops);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/failures/{service}", this::fail);
  }

  private void fail(Context request) {
    String failing = request.pathParam("service");
    context.work().perform();
    if (failing.equals(context.service())) {
      throw new ShopProblemException(
          HttpStatus.INTERNAL_SERVER_ERROR, failing + " failed because it was asked to");
    }
    String next = nextHops.get(failing);
    if (next == null) {
      throw new ShopProblemException(
          HttpStatus.NOT_FOUND, "no service of that name to fail behind " + context.service());
    }
    request.json(context.downstream(next).get("/failures/" + failing).await());
  }
}
