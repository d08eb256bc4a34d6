"""How every page looks and how every form asks: layouts, components, fields, headers."""
