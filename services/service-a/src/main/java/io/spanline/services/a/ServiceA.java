package io.spanline.services.a;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanline.services.kit.Downstream;
import io.spanline.services.kit.Downstream.PendingReply;
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
import java.util.List;
import java.util.Map;

/** The program service-a and its requests. */
public final class ServiceA implements Routes {

  static final ServiceDefinition DEFINITION =
      new ServiceDefinition(
          "service-a",
          18081,
          Map.of(
              "service-b", URI.create("http://127.0.0.1:18182"),
              "service-c", URI.create("http://127.0.0.1:18184")),
          WorkProfile.around(Duration.ofMillis(3)));

  private static final List<Product> CATALOG =
      List.of(
          new Product("p-1", "Kettle", 3900),
          new Product("p-2", "Teapot", 2450),
          new Product("p-3", "Cup", 890));

  private final Work work;
  private final Downstream serviceB;
  private final Downstream serviceC;
  private final Failures failures;

  public static void main(String[] arguments) {
    ServiceProgram.run(DEFINITION, ServiceA::new);
  }

  ServiceA(ServiceContext context) {
    this.work = context.work();
    this.serviceB = context.downstream("service-b");
    this.serviceC = context.downstream("service-c");
    this.failures =
        new Failures(context, Map.of("service-b", "service-b", "service-c", "service-b"));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/catalog", this::catalog);
    routes.get("/products/{id}", this::product);
    routes.get("/orders/{id}", this::order);
    routes.get("/home", this::home);
    routes.post("/orders", this::placeOrder);
    failures.addTo(routes);
  }

  private void catalog(Context request) {
    work.perform();
    request.json(Map.of("products", CATALOG));
  }

  private void product(Context request) {
    ItemId id = ItemId.of(request);
    work.perform();
    JsonNode stock = serviceB.get("/stock/" + id).await();
    request.json(Map.of("id", id, "stock", stock));
  }

  private void order(Context request) {
    ItemId id = ItemId.of(request);
    work.perform();
    request.json(serviceB.get("/orders/" + id).await());
  }

  private void home(Context request) {
    work.perform();
    PendingReply stock = serviceB.get("/stock/" + CATALOG.get(0).id());
    PendingReply recommendations = serviceC.get("/recommendations");
    request.json(Map.of("stock", stock.await(), "recommendations", recommendations.await()));
  }

  private void placeOrder(Context request) {
    NewOrder order = NewOrder.of(request);
    work.perform();
    request.status(HttpStatus.CREATED).json(serviceB.post("/orders", order).await());
  }

  private record Product(String id, String name, int priceCents) {}
}
