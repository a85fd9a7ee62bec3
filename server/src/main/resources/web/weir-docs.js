"use strict";

SwaggerUIBundle({
  dom_id: "#documentation",
  url: "openapi.yaml",
  deepLinking: true,
  filter: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // By default this names a host elsewhere, which would be told of every document.
  validatorUrl: null,
});
