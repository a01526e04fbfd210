//! Outlines of letters as coverage: how much of each pixel a letter covers.
//!
//! Plain arithmetic in one order, so that every machine makes the same pixels. It must not know what is written.

use ttf_parser::OutlineBuilder;

/// Into how many straight pieces a curve is cut.
const PIECES: u16 = 10;

/// The coverage of one letter: signed areas first, summed along each row in the end.
pub(super) struct Outline {
    width: usize,
    height: usize,
    areas: Vec<f32>,
    /// Pixels for each unit of the font, and where its origin lies.
    scale: f32,
    left: f32,
    top: f32,
    start: (f32, f32),
    at: (f32, f32),
}

impl Outline {
    /// An empty picture of `width` by `height` pixels, the font's origin at `left` and `top`.
    pub(super) fn new((width, height): (usize, usize), scale: f32, (left, top): (f32, f32)) -> Outline {
        // Two more, since the end of a line also touches the pixels behind it.
        let areas = vec![0.0; (width + 2) * (height + 1)];
        Outline { width: width + 2, height, areas, scale, left, top, start: (0.0, 0.0), at: (0.0, 0.0) }
    }

    /// How much of each pixel is covered, from 0 to 1, row by row, with the width of a row.
    pub(super) fn coverage(self) -> (usize, Vec<f32>) {
        let Outline { width, height, mut areas, .. } = self;
        areas.truncate(width * height);
        for row in areas.chunks_mut(width) {
            let mut sum = 0.0_f32;
            for area in row {
                sum += *area;
                *area = sum.abs().min(1.0);
            }
        }
        (width, areas)
    }

    fn pixel(&self, x: f32, y: f32) -> (f32, f32) {
        (self.left + x * self.scale, self.top - y * self.scale)
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32)) {
        if from.1 == to.1 {
            return;
        }
        let (direction, from, to) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (to.0 - from.0) / (to.1 - from.1);
        let mut x = from.0 - from.1.min(0.0) * slope;
        let (first, last) = (from.1.max(0.0) as usize, (to.1.ceil().max(0.0) as usize).min(self.height));
        for y in first..last {
            let covered = ((y + 1) as f32).min(to.1) - (y as f32).max(from.1);
            let next = x + slope * covered;
            self.row(y, covered * direction, x.min(next), x.max(next));
            x = next;
        }
    }

    /// The part of a line within one row of pixels, `height` high, from `left` to `right`.
    fn row(&mut self, y: usize, height: f32, left: f32, right: f32) {
        let most = (self.width - 2) as f32;
        let (left, right) = (left.clamp(0.0, most), right.clamp(0.0, most));
        let (first, end) = (left.floor(), right.ceil());
        let row = &mut self.areas[y * self.width..(y + 1) * self.width];
        let at = first as usize;
        if end <= first + 1.0 {
            let middle = 0.5 * (left + right) - first;
            row[at] += height - height * middle;
            row[at + 1] += height * middle;
            return;
        }
        let per = (right - left).recip();
        let (inside, over) = (left - first, right - end + 1.0);
        let begin = 0.5 * per * (1.0 - inside) * (1.0 - inside);
        let rest = 0.5 * per * over * over;
        let last = end as usize;
        row[at] += height * begin;
        if last == at + 2 {
            row[at + 1] += height * (1.0 - begin - rest);
        } else {
            let second = per * (1.5 - inside);
            row[at + 1] += height * (second - begin);
            row[at + 2..last - 1].iter_mut().for_each(|area| *area += height * per);
            let before = second + (last - at - 3) as f32 * per;
            row[last - 1] += height * (1.0 - before - rest);
        }
        row[last] += height * rest;
    }

    fn curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for piece in 1..=PIECES {
            let next = point(f32::from(piece) / f32::from(PIECES));
            self.line(self.at, next);
            self.at = next;
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.pixel(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let next = self.pixel(x, y);
        self.line(self.at, next);
        self.at = next;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, by, to) = (self.at, self.pixel(x1, y1), self.pixel(x, y));
        let mix = |t: f32, a: f32, b: f32, c: f32| (1.0 - t) * (1.0 - t) * a + 2.0 * (1.0 - t) * t * b + t * t * c;
        self.curve(|t| (mix(t, from.0, by.0, to.0), mix(t, from.1, by.1, to.1)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (from, one, two, to) = (self.at, self.pixel(x1, y1), self.pixel(x2, y2), self.pixel(x, y));
        let mix = |t: f32, a: f32, b: f32, c: f32, d: f32| {
            let u = 1.0 - t;
            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
        };
        self.curve(|t| (mix(t, from.0, one.0, two.0, to.0), mix(t, from.1, one.1, two.1, to.1)));
    }

    fn close(&mut self) {
        self.line(self.at, self.start);
        self.at = self.start;
    }
}
