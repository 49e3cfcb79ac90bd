package io.spanline.services.kit;

import io.javalin.config.RoutesConfig;

/** The requests that a service answers. */
@FunctionalInterface
public interface Routes {

  void addTo(RoutesConfig routes);
}
