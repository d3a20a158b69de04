/** That somebody at our side types, said to readers of the screen as well. */
export function TypingSign({ isTyping }: { readonly isTyping: boolean }) {
  return (
    <output class="typing-place">
      {isTyping && (
        <span class="typing">
          <span class="hidden-words">Onethread is typing</span>
          <i />
          <i />
          <i />
        </span>
      )}
    </output>
  );
}
