/** Small line drawings on a field of 24 by 24, as paths to be stroked. */
export const drawings = {
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12ZM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z',
  switch: 'M8 6.5h8a5.5 5.5 0 0 1 0 11H8a5.5 5.5 0 0 1 0-11ZM16 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  bag: 'M4 8.5h16v11H4ZM8.5 8.5v-4h7v4M4 13h16',
  speaker: 'M3 9.5h4l5-4.5v14l-5-4.5H3ZM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  stop: 'M6 6h12v12H6Z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4 21c0-4 3.6-6.5 8-6.5s8 2.5 8 6.5',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2 20c0-3.5 3-5.5 7-5.5s7 2 7 5.5M16 5.5a3.5 3.5 0 0 1 0 6.5M18 15c2.5.7 4 2.5 4 5',
  cake: 'M4 20h16v-7H4ZM4 16.5c2.7 2 5.3-2 8 0s5.3-2 8 0M8 13v-3M12 13v-3M16 13v-3M8 7V6M12 7V6M16 7V6',
  phone: 'M7 2.5h10v19H7ZM11 18.5h2',
  calendar: 'M4 5.5h16V20H4ZM4 10h16M8 3v4M16 3v4M8 14h2M14 14h2',
  done: 'M4 4h16v16H4ZM8 12.5l3 3 5.5-7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.5 2',
  work: 'M14.5 6.5a4 4 0 0 1 5-1.5l-2.7 2.7 1.5 1.5L21 6.5a4 4 0 0 1-5.5 4.6L7 19.6A1.9 1.9 0 0 1 4.4 17l8.5-8.5a4 4 0 0 1 1.6-2Z',
  building: 'M5 21V4h9v17M14 10h5v11M3 21h18M8 8h3M8 12h3M8 16h3',
  list: 'M10.5 6H20M10.5 12H20M10.5 18H20M4 6l1.3 1.3L8 4.8M4 12l1.3 1.3L8 10.8M4 18l1.3 1.3L8 16.8',
  arrived: 'M10 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM3 20c0-3.5 3-5.5 7-5.5M14 18l2.5 2.5L21 15',
  voice: 'M4 5h16v11H11l-4 4v-4H4ZM8 9h8M8 12h5',
  page: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M6 11H5v9h14v-9h-1',
  wallet: 'M3 7h15v-3H5a2 2 0 0 0-2 2v13h18V7h-3M16 13h2',
  qr: 'M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h2v2h-2ZM18 18h2v2h-2ZM18 14h2M14 20h2',
  copies: 'M8 3h12v14H8ZM8 7H4v14h12v-4',
  pencil: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19ZM14 6.5l3.5 3.5',
} as const;

export type PictureName = keyof typeof drawings;
