// Starts the API page; apart because no page of ours runs inline script.
const place = document.getElementById("api");
window.SwaggerUIBundle({ url: place.dataset.description, domNode: place, deepLinking: true, validatorUrl: null });
