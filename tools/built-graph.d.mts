export function loaderFiles(): string[];
export function closedFiles(): string[];
export function callFiles(): string[];
export function hostFiles(): string[];
export function presenceFiles(): string[];
export function linkFiles(): string[];
