package io.spanline.experiments.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.model.Spans;
import io.spanline.topic.Beginning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppliedPlanTest {
  @TempDir private Path folder;

  @Test
  void aPathWithoutThePartThatABodyNeedsStays() throws IOException {
    String requests = "requests: [{route: POST /orders, body: '${path.2}'}]";

    ReplayPlan plan = plan(requests, PlanReaderTest.post("1"));

    assertThat(plan.notReplayable()).isEqualTo(Map.of("a path of POST /orders has no part 2", 1L));
  }

  @Test
  void aPathThatDoesNotFitItsRouteStays() throws IOException {
    String requests = "requests: [{route: 'GET /orders/{id}', query: 'id=${path.id}'}]";

    ReplayPlan plan =
        plan(requests, PlanReaderTest.get("1", "/orders").with("http.route", "/orders/{id}"));

    assertThat(plan.notReplayable())
        .isEqualTo(Map.of("a path of GET /orders/{id} does not fit the route", 1L));
  }

  @Test
  void whatAReasonCallsARouteTheRequestsFileKnows() throws IOException {
    Spans order = Spans.entry("a").inTrace("1").named("OrderController.create");
    order.with("http.request.method", "POST").with("url.path", "/orders");
    String requests = "requests: [{route: POST OrderController.create, body: x}]";

    assertThat(plan(null, order).notReplayable())
        .isEqualTo(Map.of("no body for POST OrderController.create", 1L));
    ReplayPlan plan = plan(requests, order);
    assertThat(plan.cases()).hasSize(1);
    assertThat(plan.cases().get(0).route()).hasToString("POST OrderController.create");
  }

  @Test
  void aQueryOfTheFileMakesAGetReplayable() throws IOException {
    String requests = "requests: [{route: GET /search, query: 'q=${n}'}]";

    ReplayPlan plan =
        plan(
            requests,
            PlanReaderTest.get("1", "/search").named("GET /search").with("url.query", "q=1"));

    assertThat(plan.notReplayable()).isEmpty();
    assertThat(plan.cases().get(0).route().supply().of("/search", 3).query()).isEqualTo("q=3");
  }

  private ReplayPlan plan(@Nullable String requests, Spans only) throws IOException {
    return new GeneratedCapture(folder)
        .add(only.trace(), Beginning.INSIDE)
        .plan(
            PlanReaderTest.THERE,
            requests == null ? null : Files.writeString(folder.resolve("requests.yaml"), requests));
  }
}
