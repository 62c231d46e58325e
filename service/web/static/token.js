// The token that forms carry. No effects of its own: a module that is imported by two addresses runs twice.

export function csrf() {
  return document.querySelector('meta[name="csrf-token"]').content;
}

// A page left open through a sign-in in another tab: its next try carries the new token, which the refusal brought.
export function renew(token) {
  if (!token) return;
  document.querySelector('meta[name="csrf-token"]').content = token;
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token;
}
