// Runs before the page is drawn, so that nothing jumps when the rest of the script arrives.
document.documentElement.classList.add("spr-script");
