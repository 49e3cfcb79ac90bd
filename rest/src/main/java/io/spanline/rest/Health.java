package io.spanline.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health/live} and {@code /health/ready}, which need no token. If there is one, only
 * callers that bring it are told why a process is not ready: that names folders and addresses.
 */
final class Health implements Consumer<RoutesConfig> {
  private final RecentReadiness ready;
  private final @Nullable Token token;

  Health(Readiness ready, @Nullable Token token) {
    this.ready = new RecentReadiness(ready, System::nanoTime);
    this.token = token;
  }

  @Override
  public void accept(RoutesConfig routes) {
    routes.get("/health/live", Health::live);
    routes.get("/health/ready", this::ready);
  }

  private static void live(Context context) {
    Query.of(context, Set.of());
    context.json(Map.of("status", "up"));
  }

  private void ready(Context context) {
    Query.of(context, Set.of());
    RecentReadiness.State state = ready.state();
    boolean told = token == null || token.isIn(context);
    if (!state.missing().isEmpty()) {
      throw Problem.of(
          503,
          told
              ? "not ready: " + String.join("; ", state.missing())
              : "not ready; send the token in SPANLINE_TOKEN_FILE to see why");
    }
    context.json(
        state.warnings().isEmpty() || !told
            ? Map.of("status", "ready")
            : Map.of("status", "ready", "warnings", List.copyOf(state.warnings())));
  }
}
