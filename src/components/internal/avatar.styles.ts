import { css } from 'lit';

/** The round picture of a person in a row; `--_avatar` is its size. */
export const avatarStyles = css`
  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    width: var(--_avatar, 38px);
    height: var(--_avatar, 38px);
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 9%, var(--_bg));
    color: var(--_accent);
    font-size: calc(var(--_avatar, 38px) * 0.37);
    font-weight: 600;
  }
  .avatar .icon {
    width: 52%;
    height: 52%;
  }
`;
