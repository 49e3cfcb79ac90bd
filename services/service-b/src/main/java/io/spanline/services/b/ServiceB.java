package io.spanline.services.b;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanline.services.kit.Downstream;
import io.spanline.services.kit.Failures;
import io.spanline.services.kit.ItemId;
import io.spanline.services.kit.NewOrder;
import io.spanline.services.kit.Routes;
import io.spanline.services.kit.ServiceContext;
import io.spanline.services.kit.ServiceDefinition;
import io.spanline.services.kit.ServiceProgram;
import io.spanline.services.kit.Work;
import io.spanline.services.kit.WorkProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The program service-b and its requests. */
public final class ServiceB implements Routes {

  /** What the program is; public because the tests of service A start it in their own process. */
  public static final ServiceDefinition DEFINITION =
      new ServiceDefinition(
          "service-b",
          18082,
          Map.of("service-c", URI.create("http://127.0.0.1:18183")),
          WorkProfile.around(Duration.ofMillis(6)));

  private static final int PRICE_CENTS = 1999;

  private final Work work;
  private final Downstream serviceC;
  private final Failures failures;
  private final AtomicLong orders = new AtomicLong();

  public static void main(String[] arguments) {
    ServiceProgram.run(DEFINITION, ServiceB::new);
  }

  public ServiceB(ServiceContext context) {
    this.work = context.work();
    this.serviceC = context.downstream("service-c");
    this.failures = new Failures(context, Map.of("service-c", "service-c"));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/stock/{id}", this::stock);
    routes.get("/orders/{id}", this::order);
    routes.post("/orders", this::placeOrder);
    failures.addTo(routes);
  }

  private void stock(Context request) {
    ItemId id = ItemId.of(request);
    work.perform();
    request.json(Map.of("product", id, "available", Math.floorMod(id.text().hashCode(), 50)));
  }

  private void order(Context request) {
    ItemId id = ItemId.of(request);
    work.perform();
    JsonNode payment = serviceC.get("/payments/" + id).await();
    request.json(Map.of("order", id, "payment", payment));
  }

  private void placeOrder(Context request) {
    NewOrder order = NewOrder.of(request);
    work.perform();
    String id = "o-" + orders.incrementAndGet();
    JsonNode payment =
        serviceC
            .post("/payments", Map.of("order", id, "amountCents", order.quantity() * PRICE_CENTS))
            .await();
    request.status(HttpStatus.CREATED).json(Map.of("order", id, "payment", payment));
  }
}
