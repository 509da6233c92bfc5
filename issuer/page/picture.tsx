import { drawings, type PictureName } from './drawings.ts';

/** A drawing beside words. It says nothing that the words do not, so screen readers pass it by. */
export function Picture({ of }: { readonly of: PictureName }) {
  return (
    <svg class="picture" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={drawings[of]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
