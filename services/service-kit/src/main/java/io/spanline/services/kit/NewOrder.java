package io.spanline.services.kit;

import io.javalin.http.Context;

/** The body of {@code POST /orders}. */
public record NewOrder(ItemId product, int quantity) {

  /** Few enough that no one mistakes a quantity for an amount. */
  private static final int MOST = 100;

  public NewOrder {
    if (quantity < 1 || quantity > MOST) {
      throw new IllegalArgumentException("quantity must be from 1 to " + MOST);
    }
  }

  /** The request's body; a problem 400 if it is not an order. */
  public static NewOrder of(Context request) {
    return RequestJson.of(
        request, NewOrder.class, "{\"product\": \"p-1\", \"quantity\": 1 to " + MOST + "}");
  }
}
