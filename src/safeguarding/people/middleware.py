"""Who is acting, on every request."""
