package io.spanline.services.kit;

import io.javalin.config.RoutesConfig;

/** The requests that a service answers. */
@FunctionalInterface
public interface Routes {

  /** Adds each as method, route and handler. */
  void addTo(RoutesConfig routes);
}
